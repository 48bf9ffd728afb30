const part = name => document.getElementById('confirm' + (name ? '-' + name : ''));

/** Asks for a word to be typed; true when it was. */
export function confirmByWord({ title, text, word }) {
  const dialog = part(''), input = part('word'), yes = part('yes');
  part('title').textContent = title;
  part('text').textContent = text;
  part('label').textContent = 'Type ' + word + ' to go on';
  yes.textContent = title;
  yes.disabled = true;
  input.value = '';
  return new Promise(resolve => {
    const check = () => { yes.disabled = input.value !== word; };
    const no = () => dialog.close('');
    const submit = event => {
      event.preventDefault();
      if (input.value === word) dialog.close('yes');
    };
    const closed = () => {
      input.removeEventListener('input', check);
      part('no').removeEventListener('click', no);
      part('form').removeEventListener('submit', submit);
      resolve(dialog.returnValue === 'yes');
    };
    input.addEventListener('input', check);
    part('no').addEventListener('click', no);
    part('form').addEventListener('submit', submit);
    dialog.addEventListener('close', closed, { once: true });
    dialog.returnValue = '';
    dialog.showModal();
    input.focus();
  });
}
